namespace Hooks.Build.Generators.Model;

/// <summary>The little the plan needs to know of the compilation. Selected first: whatever depends on the compilation itself runs at each key press.</summary>
/// <param name="HasVocabulary">Whether the compilation has the package.</param>
internal sealed record CompilationFacts(bool HasVocabulary);
