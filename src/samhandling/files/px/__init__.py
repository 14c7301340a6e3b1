"""PX, the format of PC-Axis and PxWeb."""
