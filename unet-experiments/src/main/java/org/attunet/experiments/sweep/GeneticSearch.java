package org.attunet.experiments.sweep;

import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.SinglePointCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;

/**
 * Arbiter's genetic search at the size of ours. As it comes, it draws from generators that no seed reaches, so that an interrupted
 * search would go on with other candidates; begins to cross only after 20 of them; and changes one value in 200.
 */
final class GeneticSearch {
    /** Chance that a value is drawn again: with three settings, every second offspring has one that neither parent has. */
    private static final double MUTATION_RATE = 0.2;

    private static final int SMALLEST_POPULATION = 3;

    private GeneticSearch() {}

    private static int population(Sweep sweep) {
        return Math.max(SMALLEST_POPULATION, sweep.candidates() / 2);
    }

    /** How many are drawn at random before the first are crossed: as many as live on after the worst third is dropped. */
    static int random(Sweep sweep) {
        return population(sweep) * 2 / 3;
    }

    /** Half of the candidates live at once; when they do, the worst third of them is dropped. */
    static CandidateGenerator of(TrialSpace space, Sweep sweep) {
        RandomGenerator random = new MersenneTwister(sweep.seed());
        return new GeneticSearchCandidateGenerator.Builder(space, new ValidationDice())
                .populationModel(new PopulationModel.Builder()
                        .populationSize(population(sweep))
                        .build())
                .selectionOperator(new GeneticSelectionOperator.Builder()
                        .randomGenerator(random)
                        .crossoverOperator(new SinglePointCrossover.Builder()
                                .randomGenerator(random)
                                .parentSelection(new RandomTwoParentSelection(random))
                                .build())
                        .mutationOperator(new RandomMutationOperator.Builder()
                                .randomGenerator(random)
                                .mutationRate(MUTATION_RATE)
                                .build())
                        .build())
                .build();
    }
}
