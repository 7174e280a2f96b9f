using System.Text.RegularExpressions;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Whether lock files say what the projects say: a restore in locked mode.</summary>
internal sealed partial class LockFileCommand : ProjectCommand
{
    [GeneratedRegex(@"^\s*(?<project>\S.*?)(?<=\S)(\(\d+(,\d+)?\))?\s*: error NU1004: (?<text>.*)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Mismatch();

    [GeneratedRegex(@"\bpackage reference (?<package>[\w.-]+) ", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ChangedPackage();

    protected override async Task<int> RunAsync(ProjectRun run, CancellationToken cancellation)
    {
        var root = run.Request.Root;
        var locked = run.Affected.Where(project => project.WantsLockFile || ExistingLockFile(root, project) is not null).ToList();
        if (locked.Count == 0)
            return 0;

        // A restore would write these, in locked mode too.
        var missing = ProjectReach.From(run.Projects, locked).Where(project => project.WantsLockFile && ExistingLockFile(root, project) is null).ToList();
        foreach (var project in missing)
        {
            run.Output($"{project.Path} : error NU1004: {project.LockFiles[^1]} does not exist. {WhatToDo(project.Path)}");
        }

        return missing.Count > 0 ? 1 : await RestoreAsync(run, locked, cancellation);
    }

    /// <summary>The lock file that a project has.</summary>
    internal static string? ExistingLockFile(string root, KnownProject project) =>
        project.LockFiles.FirstOrDefault(file => File.Exists(ProjectPaths.Full(root, file)));

    private static async Task<int> RestoreAsync(ProjectRun run, IReadOnlyList<KnownProject> locked, CancellationToken cancellation)
    {
        using var target = TemporarySolution.Of(run, locked);
        var (exit, lines) = await new RestoreApart(run, target).RunAsync(locked: true, audited: false, cancellation);
        var found = 0;
        foreach (var line in lines.Distinct(StringComparer.Ordinal))
        {
            if (Mismatch().Match(line) is { Success: true } mismatch)
            {
                run.Output(Finding(run, mismatch));
                found++;
            }
            else if (exit != 0)
            {
                run.Output(line);
            }
        }

        return found > 0 ? 1 : exit == 0 ? 0 : 2;
    }

    private static string Finding(ProjectRun run, Match mismatch)
    {
        var path = mismatch.Groups["project"].Value.Replace('\\', '/');
        var text = mismatch.Groups["text"].Value;
        // What follows is told in words of our own.
        var end = text.IndexOf("The packages lock file is inconsistent", StringComparison.Ordinal);
        var reason = (end > 0 ? text[..end] : text).TrimEnd(' ', '.');
        var place = path + " ";
        if (ChangedPackage().Match(text) is { Success: true } changed
            && run.Projects.FirstOrDefault(project => ProjectPaths.Comparer.Equals(project.Path, path)) is { } project)
            place = new PackagePlaces(run.Request.Root).Find(project, changed.Groups["package"].Value);

        return $"{place}: error NU1004: {reason}. {WhatToDo(path)}";
    }

    private static string WhatToDo(string project)
    {
        var quoted = project.Contains(' ', StringComparison.Ordinal) ? $"\"{project}\"" : project;
        return $"Run 'dotnet restore {quoted} --force-evaluate' and commit the lock file";
    }
}
