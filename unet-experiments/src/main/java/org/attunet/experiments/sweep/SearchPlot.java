package org.attunet.experiments.sweep;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.attunet.data.PngFile;
import org.attunet.eval.report.Ticks;
import org.attunet.experiments.sweep.SweepRow.State;

/** What a search found, as a picture: a panel a setting, with the validation Dice of every candidate against its value. */
final class SearchPlot {
    private static final int COLUMNS = 3;

    private SearchPlot() {}

    /** Writes nothing before the first score. */
    static void write(SweepFile search, SweepTable table, Path file) {
        List<SweepRow> scored = table.rows().stream()
                .filter(row ->
                        row.state() != State.FAILED && row.validationDice().orElse(-1) >= 0)
                .toList();
        if (!scored.isEmpty()) {
            PngFile.write(file, picture(search, scored, table.best()));
        }
    }

    private static BufferedImage picture(SweepFile search, List<SweepRow> scored, Optional<SweepRow> best) {
        DoubleSummaryStatistics scores = scored.stream()
                .mapToDouble(row -> row.validationDice().orElseThrow())
                .summaryStatistics();
        Ticks dice = Ticks.covering(scores.getMin(), scores.getMax());
        int panels = search.space().size();
        int lines = (panels + COLUMNS - 1) / COLUMNS;
        BufferedImage picture = new BufferedImage(
                SearchPanel.WIDTH * Math.min(panels, COLUMNS), SearchPanel.HEIGHT * lines, BufferedImage.TYPE_INT_RGB);
        Graphics2D all = picture.createGraphics();
        all.setColor(Color.WHITE);
        all.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        for (int n = 0; n < panels; n++) {
            Graphics2D own = (Graphics2D) all.create();
            own.translate(n % COLUMNS * SearchPanel.WIDTH, n / COLUMNS * SearchPanel.HEIGHT);
            new SearchPanel(SearchAxis.of(search.space().get(n)), dice, best).draw(own, scored);
            own.dispose();
        }
        all.dispose();
        return picture;
    }
}
