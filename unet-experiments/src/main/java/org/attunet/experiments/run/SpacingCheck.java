package org.attunet.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.transform.SpacingFit;
import org.attunet.data.volume.Spacing;
import org.attunet.experiments.experiment.Experiment;

/** Whether the cases can be resampled as an experiment asks: by their headers, before any run of it is begun. */
final class SpacingCheck {
    /** Cases that a message names. */
    private static final int MOST_NAMED = 3;

    private SpacingCheck() {}

    /** @throws DataException naming the setting, and cases that it does not suit */
    static void require(Experiment experiment, RunData data) {
        experiment.data().preprocessing().spacing().ifPresent(wanted -> {
            SpacingFit fit = new SpacingFit(wanted);
            CaseReader reader = new CaseReader(data.dataset().settings());
            List<String> problems = new ArrayList<>();
            for (Case source : data.dataset().cases()) {
                if (data.split().holds(source.id())) {
                    fit.problem(reader.geometry(source))
                            .ifPresent(problem -> problems.add(source.id() + " has " + problem));
                }
            }
            if (!problems.isEmpty()) {
                throw refused(wanted, problems);
            }
        });
    }

    private static DataException refused(Spacing wanted, List<String> problems) {
        String more = problems.size() > MOST_NAMED ? "; and " + (problems.size() - MOST_NAMED) + " more cases" : "";
        return DataException.refuse(
                BadInput.N20,
                String.format(Locale.ROOT, "data.spacing [%s, %s, %s]", wanted.x(), wanted.y(), wanted.z()),
                "cases cannot be resampled to this many mm",
                "a spacing that suits the scans",
                String.join("; ", problems.subList(0, Math.min(MOST_NAMED, problems.size()))) + more,
                "Set data.spacing to about what the scans have, or write files again that do not have their true"
                        + " spacing in mm.");
    }
}
