package org.attunet.data.dicom;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which folder stands for a case. In the layout of TCIA's downloads, {@code …/case/study/series/file}, it is two above the
 * files' own; in flatter trees the uppermost one. Where that one holds several patients, it goes down until it holds one.
 */
final class CaseFolders {
    private static final int STUDY_AND_SERIES = 2;

    private final Map<String, Set<String>> patients = new HashMap<>();

    CaseFolders(Collection<List<SliceHeader>> series) {
        for (List<SliceHeader> one : series) {
            for (SliceHeader slice : one) {
                for (String folder = slice.folder(); !folder.isEmpty(); folder = above(folder)) {
                    patients.computeIfAbsent(folder, any -> new HashSet<>()).add(slice.patientKey());
                }
            }
        }
    }

    private static String above(String folder) {
        int slash = folder.lastIndexOf('/');
        return slash < 0 ? "" : folder.substring(0, slash);
    }

    /** The case folder's path below the root; empty where the files lie in the root itself. */
    String of(SliceHeader slice) {
        String[] parts = slice.folder().split("/");
        int depth = Math.max(1, parts.length - STUDY_AND_SERIES);
        String folder = joined(parts, depth);
        while (depth < parts.length && patients.getOrDefault(folder, Set.of()).size() > 1) {
            depth++;
            folder = joined(parts, depth);
        }
        return folder;
    }

    private static String joined(String[] parts, int depth) {
        return String.join("/", List.of(parts).subList(0, depth));
    }
}
