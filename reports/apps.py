from offices.rooms import RoomsConfig


class ReportsConfig(RoomsConfig):
    name = "reports"
    rooms = ("batch", "packet")
