package org.attunet.examples;

import java.nio.file.Path;
import java.util.List;
import org.attunet.data.cache.MemoryCases;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.record.PatchSettings;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.TrainedOn;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.execution.OwnLoss;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.train.Trainer;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingPlan;
import org.attunet.train.TrainingSettings;
import org.attunet.train.Validator;

/** Trains on a dataset folder, the last case aside for validation: {@code TrainByOwnLoss DATA MODEL.zip EPOCHS} */
public final class TrainByOwnLoss {
    private static final PreprocessingSettings PREPROCESSING = PreprocessingSettings.demo();
    private static final PatchSettings PATCHES = PatchSettings.demo();

    private TrainByOwnLoss() {}

    /** The trained model; its settings name Dice, the loss that the own one took the place of. */
    static Model train(Path data, OwnLoss loss, TrainingSettings settings, List<TrainingListener> listeners) {
        Trainer trainer = new Trainer(plan(DatasetFolder.open(data).cases(), settings), listeners);
        trainer.graph().setLoss(loss);
        trainer.run();
        return trainer.model();
    }

    private static TrainingPlan plan(List<Case> cases, TrainingSettings settings) {
        int last = cases.size() - 1;
        PatchIterator patches = new PatchIterator(
                cases.subList(0, last),
                new MemoryCases(DatasetSettings.NONE, PREPROCESSING),
                PATCHES,
                settings.batch(),
                settings.seed(),
                2);
        CaseReader reader = new CaseReader(DatasetSettings.NONE);
        Pipeline pipeline = Pipeline.of(PREPROCESSING);
        InferenceSettings inference = InferenceSettings.of(PATCHES.patch());
        return new TrainingPlan(
                "own loss",
                NetworkSettings.reference(1, 2, List.of(8, 16, 32)).withHead(Head.LINEAR),
                LossSettings.of(LossKind.DICE),
                settings,
                PREPROCESSING,
                inference,
                List.of("background", "pancreas"),
                TrainedOn.UNKNOWN,
                patches,
                new Validator(
                        cases.subList(last, cases.size()),
                        one -> pipeline.run(reader.read(one)).sample(),
                        inference),
                BackendChoice.AUTO.resolve());
    }

    /** Writes the model. */
    public static void main(String[] args) {
        TrainingSettings settings = TrainingSettings.reference()
                .withEpochs(Integer.parseInt(args[2]))
                .withLearningRate(3e-3);
        Model model = train(Path.of(args[0]), new TverskyLoss(0.3, 0.7), settings, List.of(new LossPrinter()));
        ModelFile.write(model, Path.of(args[1]));
    }
}
