namespace Hooks.Build.Generators.Model;

/// <summary>What the generator writes: hooks, or the reasons why there are none.</summary>
/// <param name="Hooks">The hooks in the plan's order; empty where the plan is refused.</param>
/// <param name="Listeners">The methods that listen to runs; empty where the plan is refused.</param>
/// <param name="Refusals">The broken laws; empty where the plan is legal.</param>
internal sealed record HookPlanModel(EquatableArray<HookEntry> Hooks, EquatableArray<ListenerEntry> Listeners, EquatableArray<Refusal> Refusals);

/// <summary>One hook of a legal plan.</summary>
/// <param name="Spec">The hook.</param>
/// <param name="Wave">Its wave.</param>
/// <param name="Rank">Number of hooks on the longest chain from it to the end.</param>
/// <param name="Position">Where it is declared.</param>
internal sealed record HookEntry(HookSpec Spec, int Wave, int Rank, PlanPosition Position);

/// <summary>One listener of a legal plan.</summary>
/// <param name="Spec">The listener.</param>
/// <param name="Position">Where it is declared.</param>
internal sealed record ListenerEntry(ListenerSpec Spec, PlanPosition Position);

/// <summary>One broken law.</summary>
/// <param name="Code">Its id.</param>
/// <param name="Message">Its text.</param>
/// <param name="Position">Where it is broken.</param>
internal sealed record Refusal(string Code, string Message, PlanPosition Position);

/// <summary>A place as the plan names it.</summary>
/// <param name="File">Path from the repository root, or the file's name.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal readonly record struct PlanPosition(string File, int Line, int Column);
