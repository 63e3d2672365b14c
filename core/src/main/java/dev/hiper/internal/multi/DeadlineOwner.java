package dev.hiper.internal.multi;

/** Somebody whose deadlines stand in the {@link TimerQueue}. */
interface DeadlineOwner {
    /** At least one deadline passed; the due ones are already dropped. */
    void onDue();
}
