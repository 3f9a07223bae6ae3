"""What the goals keep: sectors, periods, parameters, typed holidays, decisions, approved values and targets."""
