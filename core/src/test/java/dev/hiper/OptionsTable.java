package dev.hiper;

import java.util.List;

/**
 * Writes the tables of options and infos for the README, in Markdown, to standard output. Run it
 * after an option was added; {@link ReadmeTest} tells when that was forgotten.
 */
final class OptionsTable {
    /** From here on numbers are not libcurl's. */
    private static final int OWN_NUMBERS = 900_000;

    private OptionsTable() {}

    public static void main(String[] arguments) {
        System.out.print(markdown());
    }

    static String markdown() {
        StringBuilder out = new StringBuilder();
        out.append("| Option | Number | Value | Default |\n|---|---|---|---|\n");
        for (EasyOption<?> option : EasyOption.all()) {
            row(out, option.name(), option.id(), option.type(), shown(option.defaultValue()));
        }
        out.append("\n| Multi option | Number | Default |\n|---|---|---|\n");
        for (MultiOption<?> option : MultiOption.all()) {
            out.append("| ").append(option.name()).append(" | ");
            out.append(option.id() < 0 ? "ours" : option.id()).append(" | ");
            out.append(shown(option.defaultValue())).append(" |\n");
        }
        out.append("\n| Info | Number | Value |\n|---|---|---|\n");
        for (EasyInfo<?> info : EasyInfo.all()) {
            out.append("| ").append(info.name()).append(" | 0x").append(Integer.toHexString(info.id()));
            out.append(" | ").append(info.type().getSimpleName()).append(" |\n");
        }
        return out.toString();
    }

    private static void row(StringBuilder out, String name, int id, Class<?> type, String defaultValue) {
        out.append("| ").append(name).append(" | ");
        out.append(id >= OWN_NUMBERS ? "ours" : id).append(" | ");
        out.append(type.getSimpleName()).append(" | ").append(defaultValue).append(" |\n");
    }

    private static String shown(Object value) {
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        return value == null || value.equals(List.of()) ? "none" : value.toString();
    }
}
