"""Work that outlives its request: who takes it up, who notices when they died, who cleans up."""
