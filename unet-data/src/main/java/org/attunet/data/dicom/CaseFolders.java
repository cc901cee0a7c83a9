package org.attunet.data.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

    /**
     * The slices of one series UID by case, where cases hold slices of several patients or at the same place under it: a copied
     * series, or a UID that a program gave to all. Otherwise they are one series, however it is spread over folders.
     */
    List<List<SliceHeader>> apart(List<SliceHeader> sameUid) {
        Map<String, List<SliceHeader>> parts = new LinkedHashMap<>();
        sameUid.forEach(slice ->
                parts.computeIfAbsent(of(slice), any -> new ArrayList<>()).add(slice));
        boolean patients =
                sameUid.stream().map(SliceHeader::patientKey).distinct().count() > 1;
        return parts.size() > 1 && (patients || meet(parts.values())) ? List.copyOf(parts.values()) : List.of(sameUid);
    }

    /** Whether two parts have a slice at the same place. */
    private static boolean meet(Collection<List<SliceHeader>> parts) {
        Set<List<Double>> taken = new HashSet<>();
        for (List<SliceHeader> part : parts) {
            Set<List<Double>> own = new HashSet<>();
            part.forEach(slice -> slice.position()
                    .ifPresent(at -> own.add(Arrays.stream(at).boxed().toList())));
            if (own.stream().anyMatch(taken::contains)) {
                return true;
            }
            taken.addAll(own);
        }
        return false;
    }

    private static String joined(String[] parts, int depth) {
        return String.join("/", List.of(parts).subList(0, depth));
    }
}
