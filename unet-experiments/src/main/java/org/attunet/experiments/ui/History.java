package org.attunet.experiments.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run's curves.
 *
 * @param columns names from the file's first line
 * @param rows one per epoch, as many values as there are columns; NaN where a cell is empty
 */
record History(List<String> columns, List<double[]> rows) {
    /** What is in the file; nothing where there is none yet. A line half written by a run in progress is left out. */
    static History read(Path file) {
        if (!ShownFile.fits(file)) {
            return new History(List.of(), List.of());
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            return new History(List.of(), List.of());
        }
        if (lines.isEmpty()) {
            return new History(List.of(), List.of());
        }
        List<String> columns = cells(lines.get(0));
        List<double[]> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            double[] row = cells(line).stream().mapToDouble(History::number).toArray();
            if (row.length == columns.size()) {
                rows.add(row);
            }
        }
        return new History(columns, rows);
    }

    /** A list of values per column; null where a cell is empty. */
    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        for (int column = 0; column < columns.size(); column++) {
            ArrayNode values = json.putArray(columns.get(column));
            for (double[] row : rows) {
                if (Double.isFinite(row[column])) {
                    values.add(row[column]);
                } else {
                    values.addNull();
                }
            }
        }
        return json;
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1)).stream().map(String::strip).toList();
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
