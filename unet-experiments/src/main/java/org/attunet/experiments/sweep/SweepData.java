package org.attunet.experiments.sweep;

import java.nio.file.Path;
import java.util.Properties;
import org.attunet.experiments.run.RunData;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;

/** Arbiter's view of the dataset: it is opened again for each candidate, by the folder's name. */
public final class SweepData implements DataSource {
    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "folder";

    private String folder = "";

    /** For Arbiter, which makes one by reflection. */
    public SweepData() {}

    static Properties of(Path folder) {
        Properties properties = new Properties();
        properties.setProperty(FOLDER, folder.toString());
        return properties;
    }

    @Override
    public void configure(Properties properties) {
        folder = properties.getProperty(FOLDER);
    }

    /** Dataset and split; which fold, and whether a case may be in several parts, is each experiment's to say. */
    @Override
    public RunData trainData() {
        return RunData.openAny(Path.of(folder));
    }

    @Override
    public RunData testData() {
        return trainData();
    }

    @Override
    public Class<?> getDataType() {
        return RunData.class;
    }
}
