package dev.hiper.examples.curl.form;

/** Is told what is odd about an option that is used all the same. */
@FunctionalInterface
public interface WarningSink {
    /** Shows a warning. The text has neither prefix nor line end. */
    void warn(String text);
}
