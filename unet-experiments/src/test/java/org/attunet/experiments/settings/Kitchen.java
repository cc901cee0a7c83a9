package org.attunet.experiments.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record with one component of every kind that settings have. */
public record Kitchen(
        String name,
        int pots,
        long seed,
        double salt,
        boolean gas,
        Cuisine cuisine,
        List<Integer> plates,
        Optional<Double> oven,
        Optional<Box> fridge,
        Map<String, Integer> spices,
        Table table) {

    public Kitchen {
        if (pots < 1) {
            throw new IllegalArgumentException("must be at least 1, not " + pots);
        }
        if (salt < 0) {
            throw new IllegalArgumentException("must not be negative, not " + salt);
        }
    }

    public enum Cuisine {
        LOWER_SAXON,
        THAI
    }

    public record Box(int x, int y, int z) {
        public Box {
            if (x < 1 || y < 1 || z < 1) {
                throw new IllegalArgumentException("a box needs positive sides");
            }
        }
    }

    public record Table(int legs, double height) {
        public Table {
            if (legs > 4 && height < 0.5) {
                throw new IllegalArgumentException("a low table has no more than 4 legs");
            }
        }
    }

    static final String DEFAULTS = """
            name: kitchen
            pots: 3
            seed: 17
            salt: 0.5
            gas: true
            cuisine: thai
            plates: [1, 2]
            oven: none
            fridge: none
            spices: {}
            table:
              legs: 4
              height: 0.75
            """;

    static final Tuples TUPLES = Tuples.none().with(Box.class, edge -> new Box((int) edge, (int) edge, (int) edge));

    static Binder<Kitchen> binder() {
        return Binder.of(Kitchen.class, YamlReader.read(DEFAULTS, "defaults"), TUPLES);
    }

    static Kitchen of(String yaml) {
        return binder().bind(YamlReader.read(yaml, "mine.yaml"));
    }
}
