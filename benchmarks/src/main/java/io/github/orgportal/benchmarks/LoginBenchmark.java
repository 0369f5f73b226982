package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;

/** Measured anew at every start of the server. */
interface LoginBenchmark {
    /** On a server that has just been started. */
    void measure(KeycloakServer server, Crowd crowd);

    /** After the last start. */
    void sumUp();
}
