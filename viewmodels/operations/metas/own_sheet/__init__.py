"""The customer's own spreadsheet: columns mapped once, goals compared with a run's, each difference explained."""
