"""What reports keep: packets that were asked for."""

from reports.packet.model import Packet

__all__ = ["Packet"]
