package org.attunet.experiments.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attunet.experiments.doctor.Check;
import org.attunet.experiments.doctor.Check.State;
import org.attunet.experiments.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Show backend, processors, GPU, memory and versions, and what is wrong with them.")
final class DoctorCommand extends UnetCommand {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DoctorCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        List<Check> checks = Doctor.examine();
        if (json) {
            print(Json.of(checks.stream().map(DoctorCommand::row).toList()));
        } else {
            checks.forEach(this::line);
        }
        return checks.stream().anyMatch(c -> c.state() == State.BAD) ? ExitCode.CONFIGURATION : ExitCode.DONE;
    }

    private static Map<String, String> row(Check check) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", check.name());
        row.put("value", check.value());
        row.put("state", word(check));
        row.put("remedy", check.remedy());
        return row;
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
