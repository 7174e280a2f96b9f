namespace Hooks.Build.Engine.Installing;

/// <summary>A hooks project as a script names it: paths from the working tree's top where they lie in it.</summary>
/// <param name="Project">Path of the project.</param>
/// <param name="StateFile">Path of its state file.</param>
public sealed record ScriptProject(string Project, string StateFile);
