using Hooks.Build.CSharp.Tools;

namespace Hooks.Build.CSharp.Protocol;

/// <summary>What the engine says in a line.</summary>
/// <param name="Id">The run it is about.</param>
/// <param name="Request">The run that is wanted; <see langword="null"/> where the run is to be ended.</param>
internal sealed record ToolMessage(int Id, ToolRequest? Request);
