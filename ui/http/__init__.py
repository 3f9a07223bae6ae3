"""Published services; its rooms are built with the area Tempo real."""
