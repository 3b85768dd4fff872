from offices.rooms import RoomsConfig


class ReportsConfig(RoomsConfig):
    name = "reports"
    rooms = ("packet",)
