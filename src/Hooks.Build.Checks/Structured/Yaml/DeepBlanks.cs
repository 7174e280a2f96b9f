using System.Runtime.InteropServices;

namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>A line of blanks that is longer than the next line of text is indented.</summary>
/// <param name="Begin">Where the lines of blanks begin of which it is the first such.</param>
/// <param name="Lines">How many lines of blanks are before it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeepBlanks(int Begin, int Lines);
