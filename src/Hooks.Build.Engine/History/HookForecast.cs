using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.History;

/// <summary>What is expected of a hook.</summary>
/// <param name="Duration">How long it will run.</param>
/// <param name="Cores">How many cores it keeps busy: near 0 for one that waits, above 1 for one that computes on several.</param>
/// <param name="IsLearned">Learned from earlier runs on this platform; else a guess.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HookForecast(TimeSpan Duration, double Cores, bool IsLearned);
