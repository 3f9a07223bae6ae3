"""The parts every screen is made of: tokens, theme, table of figures, small widgets, dock, wizard and charts.

Where to look, and how each is used:

    theme.install(app); theme.theme().color("t1"); theme.theme().apply(Mode.ESCURO, percent=115)
    table.FigureTable(TableModel(columns), "Metas por setor")   # signals: explain_requested, action_requested, …
    buttons.primary("Decidir as 3 metas", act)                  # outlined, ghost, danger, link, icon_button
    chip.Chip(State.OK, "Aprovada"), chip.TagLabel("Simulado"), chip.StateShape(State.ATENCAO, 16)
    card.Card("As 12 metas"); card.body.addWidget(table); card.add_to_header(chip)
    fields.FormField("Fator", parse_decimal, "%", "Vale o mês todo")   # .changed, .value, .check(), .show_error()
    segmented.Segmented("Ver", [("c", "Por critério"), ("s", "Por setor")], "c")      # .chosen
    banner.BannerStack().set_banners([BannerView(…)])           # .action_requested, .explain_requested
    progress.ProgressStrip("Lendo o ERP").advance("3 de 4 setores, 62 %", 0.62)       # .cancelled, .finish()
    danger_dialog.DangerDialog(DangerView(…), window).exec()    # .reason when accepted
    empty_state.EmptyState(title, text, (buttons.primary(…),), accepted)
    month_calendar.MonthCalendar().set_month(2025, 11, days)    # .classified, .day_selected
    coverage.CoverageStrip("Cobertura", "Setor", "Meses").set_rows(months, rows)      # .month_requested
    chart.ChartCard(waterfall.Waterfall(name), title, "L"); chart.set_bars(bars, cut_at)
    memory_panel.MemoryPanel().set_view(MemoryView(…))          # the dock; the shell owns the one in use
    wizard.WizardFrame(viewmodel, {"feriados": page})           # viewmodel: viewmodels.wizard_frame.WizardViewModel
    binding.show(vm, "nome", edit.setText); binding.tell(edit.textEdited, vm, "nome")

Words a widget says by itself go through `tr`; sentences about data arrive ready. No widget has its own style sheet.
"""
