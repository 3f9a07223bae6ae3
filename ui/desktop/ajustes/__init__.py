"""Settings: how the screen looks, where the ERP is, copies, versions."""
