"""What an agreement says beside its table, as it is stored."""
