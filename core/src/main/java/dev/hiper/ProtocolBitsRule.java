package dev.hiper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The old way to select protocols, as bits, kept as the names of {@code names}. */
record ProtocolBitsRule(EasyOption<String> names) implements OptionRule<Long> {
    @Override
    public Long read(EasyOption<Long> option, OptionValues values) {
        String chosen = values.get(names);
        return chosen == null ? Protocols.ALL_BITS : Protocols.bits(Protocols.parse(option, chosen));
    }

    @Override
    public void write(EasyOption<Long> option, OptionValues values, @Nullable Long value) {
        if (value == null) {
            values.set(names, null);
            return;
        }
        List<String> chosen = new ArrayList<>();
        for (String name : Protocols.SUPPORTED) {
            if ((value & Protocols.bits(List.of(name))) != 0) {
                chosen.add(name);
            }
        }
        if (chosen.isEmpty()) {
            throw option.refused("the bits " + Long.toHexString(value) + " name no protocol that is supported");
        }
        values.set(names, String.join(",", chosen));
    }
}
