namespace Hooks.Build.Bench;

/// <summary>How to measure.</summary>
/// <param name="Root">The repository's root folder.</param>
/// <param name="Runs">How often each thing is measured.</param>
/// <param name="Scale">Length of a workload's second, in seconds.</param>
internal sealed record BenchSettings(string Root, int Runs, double Scale);
