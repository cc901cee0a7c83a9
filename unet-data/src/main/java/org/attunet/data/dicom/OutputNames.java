package org.attunet.data.dicom;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Names of cases that give away nobody's name, number or date: the case folder's, with the series number where the case has
 * several series. A folder whose name does is replaced by letters made from the series' UID, never by digits: the last
 * number in a name is what pairs an image with its label.
 */
final class OutputNames {
    private static final int LETTERS = 8;

    private OutputNames() {}

    static Map<String, DicomSeries> of(List<DicomSeries> all) {
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(DicomSeries::caseFolder, Collectors.counting()));
        Map<String, DicomSeries> named = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (DicomSeries series : all) {
            named.put(free(stem(series, counts.get(series.caseFolder()) > 1), taken), series);
        }
        return named;
    }

    private static String stem(DicomSeries series, boolean several) {
        String number = "series-" + series.number().map(String::valueOf).orElse("without-number");
        if (series.caseFolder().isEmpty()) {
            return number;
        }
        String name = series.caseName().map(OutputNames::plain).orElse("case-" + letters(series.uid()));
        return several ? name + "-" + number : name;
    }

    /** Only what every file system takes. */
    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    }

    private static String letters(String uid) {
        long bits = UUID.nameUUIDFromBytes(uid.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
        StringBuilder letters = new StringBuilder();
        for (int n = 0; n < LETTERS; n++) {
            letters.append((char) ('a' + ((bits >>> (4 * n)) & 15)));
        }
        return letters.toString();
    }

    private static String free(String stem, Set<String> taken) {
        String name = stem;
        for (int n = 2; !taken.add(name); n++) {
            name = stem + "-no-" + n;
        }
        return name;
    }
}
