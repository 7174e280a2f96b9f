namespace Hooks.Build.Engine.Jobs;

/// <summary>Where a hook finds the repository: the working tree itself, or a snapshot in which files have the content that is to be committed.</summary>
/// <param name="Root">Absolute path of the folder that stands for the repository's root.</param>
/// <param name="WriteRoot">Where the files go that a C# hook writes, by their path from the root; <see langword="null"/> for their own place.</param>
internal sealed record HookView(string Root, string? WriteRoot = null);
