package org.attunet.experiments.ui;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Config;
import java.util.List;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.impl.SbeStorageMetaData;

/**
 * What Java objects may be read from a file (JEP 290): those of which a run's statistics consist, each row no larger than a hundred
 * times what a training writes. Every other class is refused before an object of it exists, so a stranger's file runs no code.
 */
public final class StatisticsFilter {
    /** Of one row; a run's largest is some 70 kB. */
    static final int MOST_BYTES = 8 << 20;

    /** The longest list of parameters is some hundreds, a histogram's some tens. */
    private static final int LONGEST_ARRAY = 4096;

    /** A report's map of maps of histograms, their counts included. */
    private static final int DEEPEST = 5;

    private static final int MOST_REFERENCES = 300_000;

    private static final List<Class<?>> ALLOWED = List.of(
            SbeStorageMetaData.class,
            SbeStatsInitializationReport.class,
            SbeStatsReport.class,
            StatsType.class,
            Histogram.class,
            // What takes the place of a map or a list is asked about, too.
            StatisticsStream.NoKeyMap.class,
            StatisticsStream.NoKeyList.class);

    private static final String STATISTICS =
            limits() + String.join(";", ALLOWED.stream().map(Class::getName).toList())
                    + ";org.deeplearning4j.ui.model.stats.impl.SbeStatsReport$GCStats;java.lang.String;java.lang.Object;java.lang.Enum;java.lang.Number;java.lang.Double"
                    + ";java.util.HashMap;java.util.LinkedHashMap;java.util.Map$Entry;java.util.ArrayList";

    private static final ObjectInputFilter FILTER = Config.createFilter(STATISTICS + ";!*");

    /** Arbiter copies the trials of a sweep, records of texts and lists of texts, by a stream of its own. */
    private static final ObjectInputFilter PROCESS = Config.createFilter(STATISTICS
            + ";org.attunet.experiments.sweep.Trial;java.util.CollSer;java.util.ImmutableCollections$List*;!*");

    private StatisticsFilter() {}

    private static String limits() {
        return "maxdepth=" + DEEPEST + ";maxrefs=" + MOST_REFERENCES + ";maxarray=" + LONGEST_ARRAY + ";maxbytes="
                + MOST_BYTES + ";";
    }

    /** For one stream. */
    static ObjectInputFilter filter() {
        return FILTER;
    }

    /**
     * For every stream of this process from now on: nothing but statistics and the trials of a sweep is ever read as Java
     * objects. Does nothing where a filter was given from outside, by {@code jdk.serialFilter}.
     */
    public static void forThisProcess() {
        if (Config.getSerialFilter() == null) {
            Config.setSerialFilter(PROCESS);
        }
    }
}
