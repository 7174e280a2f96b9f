using System.Diagnostics;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Tests.Projects;

/// <summary>A repository with projects in a temporary folder, in which hooks about projects run.</summary>
internal sealed class ProjectSandbox : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hooks-dotnet-").FullName;

    public ProjectSandbox()
    {
        _ = Directory.CreateDirectory(Root);
        _ = Directory.CreateDirectory(Path.Combine(Root, ".git"));
    }

    public string Root => Path.Combine(_folder, "repository");

    public string State => Path.Combine(_folder, "state");

    /// <summary>The project that declares the hooks, by path from the root.</summary>
    public string HooksProject { get; set; } = "";

    public string FullPath(string path) => Path.Combine(Root, path);

    public string Read(string path) => File.ReadAllText(FullPath(path));

    public void Delete(string path) => File.Delete(FullPath(path));

    public void Write(string path, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(FullPath(path))!);
        File.WriteAllText(FullPath(path), text);
    }

    /// <summary>A class library, with one class of its name.</summary>
    public void WriteProject(string path, string items = "", string properties = "", string framework = "net10.0")
    {
        var name = Path.GetFileNameWithoutExtension(path);
        Write(path, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        Write(Path.Combine(Path.GetDirectoryName(path)!, name + ".cs"), $"public static class {name} {{ public static int Value => 1; }}\n");
    }

    /// <summary>A solution of projects, in the root.</summary>
    public void WriteSolution(string path, params string[] projects) =>
        Write(path, $"<Solution>{string.Concat(projects.Select(project => $"""<Project Path="{project}" />"""))}</Solution>");

    public ToolRequest Request(string hook, string[] files, params string[] arguments) =>
        new(1, hook, Root, arguments, files) { Cores = 2, State = State, HooksProject = HooksProject };

    /// <summary>Runs a hook to its end.</summary>
    public async Task<ToolRun> RunAsync(string hook, string[] files, params string[] arguments)
    {
        List<string> lines = [];
        var exit = await ToolCommands.Find(hook)!.RunAsync(Request(hook, files, arguments), new(lines.Add), CancellationToken.None);
        return new(exit, lines);
    }

    public Task<int> DotnetAsync(params string[] arguments) => StartAsync("dotnet", arguments);

    public Task<int> GitAsync(params string[] arguments) => StartAsync("git", arguments);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<int> StartAsync(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Root };
        // What the MSBuild of this process left behind.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            _ = start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

/// <summary>What a hook said.</summary>
internal sealed record ToolRun(int ExitCode, IReadOnlyList<string> Lines)
{
    public string Output => string.Join('\n', Lines);

    public ToolRun ShouldExitWith(int code)
    {
        ExitCode.ShouldBe(code, Output);
        return this;
    }
}
