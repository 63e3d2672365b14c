package dev.hiper.examples.bench;

import dev.hiper.examples.bench.client.tool.Libcurl;
import dev.hiper.examples.bench.client.tool.Wrk;
import dev.hiper.examples.bench.report.ScenarioText;
import dev.hiper.examples.bench.run.Competitor;
import dev.hiper.examples.bench.run.JvmCompetitor;
import dev.hiper.examples.bench.run.OpenFiles;
import dev.hiper.examples.bench.run.ProxyCompetitor;
import dev.hiper.examples.bench.scenario.Scenario;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be measured, by name. */
final class Catalogue {
    /** Who others are compared with, unless it is said: the first of them that was measured in a scenario. */
    static final List<String> REFERENCES = List.of("wrk", "bare-epoll", "nginx-proxy");

    private static final String ALL = "all";

    private final List<Competitor> competitors;

    Catalogue() {
        this(joined(JvmCompetitor.all(), List.of(new Wrk(), new Libcurl()), ProxyCompetitor.all()));
    }

    Catalogue(List<Competitor> competitors) {
        this.competitors = List.copyOf(competitors);
    }

    @SafeVarargs
    private static List<Competitor> joined(List<? extends Competitor>... lists) {
        List<Competitor> all = new ArrayList<>();
        for (List<? extends Competitor> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    /**
     * Scenarios of these names, in the order of the tables; all if there are no names.
     *
     * @throws IllegalArgumentException if there is none of a name
     */
    List<Scenario> scenarios(List<String> names, boolean full) {
        Set<Scenario> chosen = new HashSet<>();
        for (String name : names.isEmpty() ? List.of(ALL) : names) {
            if (name.equals(ALL)) {
                Scenarios.all().stream()
                        .filter(scenario -> full || !Scenarios.onlyInFull(scenario))
                        .forEach(chosen::add);
            } else {
                chosen.addAll(Scenarios.named(name, full));
            }
        }
        return Scenarios.all().stream().filter(chosen::contains).toList();
    }

    /**
     * Competitors of these names, in this order; all that can run here if there are no names. References that were asked
     * for come with them.
     *
     * @throws IllegalArgumentException if there is none of a name, if one that was named cannot run here, or if none of
     *     them is for one of the scenarios
     */
    List<Competitor> competitors(List<String> names, List<String> references, List<Scenario> scenarios) {
        Set<Competitor> chosen = new LinkedHashSet<>();
        for (String name : names.isEmpty() ? List.of(ALL) : names) {
            if (name.equals(ALL)) {
                competitors.stream()
                        .filter(competitor -> competitor.unavailable().isEmpty())
                        .forEach(chosen::add);
            } else {
                chosen.add(competitor(name));
            }
        }
        references.forEach(name -> chosen.add(competitor(name)));
        if (scenarios.stream()
                .noneMatch(scenario -> chosen.stream().anyMatch(one -> one.isProxy() == scenario.relay()))) {
            throw new IllegalArgumentException("None of these clients is for these scenarios: relay is for "
                    + competitors.stream()
                            .filter(Competitor::isProxy)
                            .map(Competitor::name)
                            .collect(Collectors.joining(", "))
                    + "; all others are for the other scenarios");
        }
        return List.copyOf(chosen);
    }

    private Competitor competitor(String name) {
        Competitor found = competitors.stream()
                .filter(competitor -> competitor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no client '" + name + "'. There are: " + names() + ", " + ALL));
        Optional<String> unavailable = found.unavailable();
        if (unavailable.isPresent()) {
            throw new IllegalArgumentException(name + " cannot run here: " + unavailable.get());
        }
        return found;
    }

    private String names() {
        return competitors.stream().map(Competitor::name).collect(Collectors.joining(", "));
    }

    /** All there is, and what of it is not possible here. */
    String listing(long openFiles) {
        StringBuilder text = new StringBuilder("Scenarios:\n");
        for (Scenario scenario : Scenarios.all()) {
            String full = Scenarios.onlyInFull(scenario) ? " (only with --full)" : "";
            line(text, scenario.name(), ScenarioText.of(scenario) + full, OpenFiles.tooFewFor(scenario, openFiles));
        }
        text.append("\nClients:\n");
        competitors.stream()
                .filter(competitor -> !competitor.isProxy())
                .forEach(one -> line(text, one.name(), one.description(), one.unavailable()));
        text.append("\nProxies, for relay:\n");
        competitors.stream()
                .filter(Competitor::isProxy)
                .forEach(one -> line(text, one.name(), one.description(), one.unavailable()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String description, Optional<String> notHere) {
        text.append(String.format(Locale.ROOT, "  %-20s %s", name, description));
        notHere.ifPresent(why -> text.append(" - not here: ").append(why));
        text.append('\n');
    }
}
