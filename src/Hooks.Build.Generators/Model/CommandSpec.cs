namespace Hooks.Build.Generators.Model;

/// <summary>A command line, parsed.</summary>
/// <param name="Text">The command as written.</param>
/// <param name="Arguments">Its arguments; <see langword="null"/> between the commands of a sequence. Empty where it cannot be parsed.</param>
/// <param name="Problem">Why it cannot be parsed, or <see langword="null"/>.</param>
/// <param name="Where">Where it is written.</param>
internal sealed record CommandSpec(string Text, EquatableArray<string?> Arguments, string? Problem, SourceSpan Where);
