package io.countersign.models;

import java.util.stream.Stream;

/** Something every process keeps. */
interface ProcessRule {

  Stream<ModelProblem> problems(ProcessModel process);
}
