namespace Hooks.Build.Generators.Model;

/// <summary>A command line, parsed.</summary>
/// <param name="Text">The command as written.</param>
/// <param name="Arguments">Its arguments; <see langword="null"/> between the commands of a sequence. Empty where it cannot be parsed.</param>
/// <param name="Problem">Why it cannot be parsed, or <see langword="null"/>.</param>
/// <param name="Where">Where it is written.</param>
/// <param name="Standard">First word of the ready-made hook it is, such as <c>hooks:check-json</c>; <see langword="null"/> for a program.</param>
internal sealed record CommandSpec(string Text, EquatableArray<string?> Arguments, string? Problem, SourceSpan Where, string? Standard = null);
