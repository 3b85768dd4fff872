"""What reports keep: packets that were asked for."""

from reports.packet.models import Packet

__all__ = ["Packet"]
