namespace Hooks.Build.Engine.Tests.Architecture;

/// <summary>
/// The rooms of each project, the lowest floor first, each with the rooms it may use. A room uses only what stands above it here, so that there is no circle.
/// </summary>
internal static partial class Floors
{
    /// <summary>A room, which is a folder and its namespace (<c>.</c> for the project's own), and the rooms it may use.</summary>
    public sealed record Room(string Name, params string[] Uses);

    /// <summary>A project and its rooms.</summary>
    public sealed record Project(string Name, IReadOnlyList<Room> Rooms)
    {
        /// <summary>The namespace of its folder.</summary>
        public string Namespace { get; init; } = Name;
    }

    /// <summary>The projects that have rooms.</summary>
    public static IReadOnlyList<Project> All => [Engine, Runner, Checks, Generators, CodeFixes, CSharpWorker];
}
