using System.Globalization;
using System.Text.Json;

namespace Hooks.Build.CSharp.Projects;

/// <summary><c>dotnet test</c> of the affected test projects, after one build of them.</summary>
internal sealed class TestCommand : ProjectCommand
{
    private const string NoTests = "8";

    protected override bool Builds => true;

    protected override string Kind => "test project";

    protected override bool IsMeant(KnownProject project) => project.IsTest;

    protected override async Task<int> RunAsync(ProjectRun run, CancellationToken cancellation)
    {
        var extra = BuildCommand.ExtraArguments(run);
        using var target = TemporarySolution.Of(run, run.Affected);
        if (!await BuildCommand.BuildAsync(run, target, [], cancellation))
            return 1;

        var cores = Math.Max(1, run.Request.Cores).ToString(CultureInfo.InvariantCulture);
        IReadOnlyList<string> arguments = UsesTestingPlatform(run.Request.Root)
            ? ["test", target.IsProject ? "--project" : "--solution", target.FullPath, "--no-build", "-c", run.Configuration,
                "--max-parallel-test-modules", cores, "--no-progress", "--no-ansi", .. IgnoreNoTests(extra), .. extra]
            : ["test", target.FullPath, "--no-build", "-c", run.Configuration, .. run.BuildOptions, .. extra];
        TestOutput output = new(run.Output, run.Said.Text);
        var exit = await NestedDotnet.RunAsync(run.Request.Root, arguments, [], output.Take, cancellation);
        output.End();
        if (exit == 0 && output.RanNothing)
            run.Said.Idle("no test was found or matched");

        return exit == 0 ? 0 : 1;
    }

    // A project without a matching test fails under one program and passes under the other: it is no failure.
    private static string[] IgnoreNoTests(IReadOnlyList<string> extra) =>
        extra.Any(argument => argument.StartsWith("--ignore-exit-code", StringComparison.Ordinal)) ? [] : ["--ignore-exit-code", NoTests];

    // Since .NET 10 global.json decides which of two programs 'dotnet test' is; they do not share their arguments.
    private static bool UsesTestingPlatform(string root)
    {
        for (var folder = root; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "global.json");
            if (File.Exists(file))
                return NamesTestingPlatform(file);
        }

        return false;
    }

    private static bool NamesTestingPlatform(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllText(file), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("test", out var test) && test.ValueKind == JsonValueKind.Object
                && test.TryGetProperty("runner", out var runner) && runner.ValueKind == JsonValueKind.String
                && string.Equals(runner.GetString(), "Microsoft.Testing.Platform", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ProjectProblemException($"'{file}' cannot be read: {e.Message}");
        }
    }
}
