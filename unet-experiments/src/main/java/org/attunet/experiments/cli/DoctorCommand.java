package org.attunet.experiments.cli;

import java.util.List;
import java.util.Locale;
import org.attunet.experiments.doctor.Check;
import org.attunet.experiments.doctor.Check.State;
import org.attunet.experiments.doctor.Doctor;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description = "Show backend, processors, GPU, memory and versions, and what is wrong with them.")
final class DoctorCommand extends UnetCommand {
    DoctorCommand(Console console) {
        super(console);
    }

    @Override
    boolean runsNetworks() {
        return true;
    }

    /** It says what is missing in place of ending there. */
    @Override
    boolean computes() {
        return false;
    }

    @Override
    public Integer call() {
        List<Check> checks = Doctor.examine(choice());
        print(checks.stream().map(Row::of).toList(), () -> checks.forEach(this::line));
        return checks.stream().anyMatch(c -> c.state() == State.BAD) ? ExitCode.CONFIGURATION : ExitCode.DONE;
    }

    private record Row(String name, String value, String state, String remedy) {
        static Row of(Check check) {
            return new Row(check.name(), check.value(), word(check), check.remedy());
        }
    }

    private void line(Check check) {
        print(String.format(Locale.ROOT, "%-18s %s", check.name(), check.value()));
        if (check.state() != State.GOOD) {
            print(String.format(Locale.ROOT, "%-18s %s: %s", "", word(check), check.remedy()));
        }
    }

    private static String word(Check check) {
        return check.state().name().toLowerCase(Locale.ROOT);
    }
}
