package org.attunet.experiments.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.attunet.eval.metric.Statistic;
import org.attunet.eval.report.ResultRow;

/** What others published, as the comparison page shows it beside our runs. */
record PublishedRow(ResultRow row) {
    /** In the form of a run's summary; what is not known is left out. */
    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("name", row.source().title() + ": " + row.experiment());
        json.put("split", row.split());
        json.put("grid", row.grid());
        row.cases().ifPresent(cases -> json.put("cases", cases));
        ObjectNode metrics = json.putObject("metrics");
        row.metrics().forEach((metric, statistic) -> put(metrics.putObject(metric.column()), statistic));
        return json;
    }

    private static void put(ObjectNode json, Statistic statistic) {
        json.put("mean", statistic.mean());
        if (!Double.isNaN(statistic.sd())) {
            json.put("sd", statistic.sd());
        }
    }
}
