namespace Hooks.Build.Engine.Model;

/// <summary>What is expected of a run before it begins, learned from earlier ones.</summary>
/// <param name="Hooks">The hooks that were selected, each after all that it waits for.</param>
/// <param name="Cores">How many cores the run may use.</param>
/// <param name="MostAtATime">How many hooks run at a time.</param>
public sealed record ExpectedRun(IReadOnlyList<ExpectedHook> Hooks, int Cores, int MostAtATime);

/// <summary>What is expected of a hook.</summary>
/// <param name="Name">The hook.</param>
/// <param name="Duration">How long it will run; <see langword="null"/> where nothing was learned of it.</param>
/// <param name="Cores">How many cores it keeps busy.</param>
/// <param name="After">The hooks of the run that it waits for, by name.</param>
public sealed record ExpectedHook(string Name, TimeSpan? Duration, double Cores, IReadOnlyList<string> After);
