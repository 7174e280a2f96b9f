using System.Text;
using Hooks.Build.Runner.Mcp;

namespace Hooks.Build.Runner.Tests.Mcp;

/// <summary>What is no message, no tool, no argument, no file of ours: said in words, and the server goes on.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Its hooks are shell scripts.")]
public sealed class McpMisuseTests
{
    [TestMethod]
    public void What_is_no_message_is_refused_and_the_next_one_is_answered()
    {
        using Doors.TemporaryFolder folder = new();
        using McpProgram program = new(folder.Path);
        foreach (var (line, code) in ((string, int)[])
            [
                ("no json", -32700), ("{\"jsonrpc\":\"2.0\",\"id\":1,", -32700), ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", -32600),
                ("3", -32600), ("[]", -32600), ("null", -32600), (new string('[', 100_000), -32700),
                ("{}", -32600), ("{\"id\":1,\"method\":\"ping\"}", -32600), ("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600),
                ("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", -32600), ("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600),
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":3}", -32600),
                ("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"resources/list\"}", -32601),
                ("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":{\"cursor\":\"x\"}}", -32602),
                ("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":[]}", -32602),
            ])
        {
            program.Write(line);
            var error = program.Next().ShouldNotBeNull().GetProperty("error");
            error.GetProperty("code").GetInt32().ShouldBe(code, line.Length > 100 ? "" : line);
        }

        // Nobody waits for an answer to these.
        foreach (var line in (string[])[
            "",
            "  \r",
            "{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"what/ever\"}"])
        {
            program.Write(line);
        }

        program.Answer(program.Send("ping", "{}")).TryGetProperty("result", out _).ShouldBeTrue();
        program.End().ShouldBe(0);
    }

    [TestMethod]
    public void A_message_of_50_megabytes_is_passed_over_without_being_kept()
    {
        using Doors.TemporaryFolder folder = new();
        using McpProgram program = new(folder.Path);
        var chunk = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
        for (var i = 0; i < 50; i++)
        {
            program.Input.Write(chunk);
        }

        program.Write("");
        program.Next().ShouldNotBeNull().GetProperty("error").GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("longer than 4 MiB");
        program.Answer(program.Send("ping", "{}")).TryGetProperty("result", out _).ShouldBeTrue();
    }

    [TestMethod]
    public void Lines_are_what_stands_between_line_ends_whatever_pieces_they_come_in()
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes("a\n\n" + new string('b', 200_000) + "\n" + new string('c', 50) + "\nlast"));
        McpLines lines = new(input, most: 100);
        List<string?> read = [];
        while (lines.Next(out var isTooLong) is { } line)
        {
            read.Add(isTooLong ? null : Encoding.UTF8.GetString(line.Span));
        }

        read.ShouldBe(["a", "", null, new string('c', 50), "last"]);
    }

    [TestMethod]
    [DataRow("run", """{"limit":"x"}""", "arguments.limit must be a whole number from 0 to 200, and is 'x'")]
    [DataRow("run", """{"limit":1.5}""", "arguments.limit must be a whole number from 0 to 200, and is 1.5")]
    [DataRow("run", """{"limit":100000}""", "arguments.limit must be a whole number from 0 to 200, and is 100000")]
    [DataRow("run", """{"hook":["Lint"]}""", "arguments has 'hook', which is not among what it takes; did you mean 'hooks'? It takes stage, select, files, hooks, profiles, skip, failFast, limit")]
    [DataRow("run", """{"hooks":"Lint"}""", "arguments.hooks must be a list, and is 'Lint'")]
    [DataRow("run", """{"hooks":[1]}""", "arguments.hooks[0] must be a text, and is 1")]
    [DataRow("run", """{"stage":"pre-comit"}""", "arguments.stage is 'pre-comit'")]
    [DataRow("run", """{"select":"--all-files"}""", "arguments.select is '--all-files', allowed: changed, staged, all")]
    [DataRow("run", """["Lint"]""", "arguments must be an object, and is a list")]
    [DataRow("log", "{}", "arguments.hook is missing")]
    [DataRow("run", """{"files":["a.txt"],"select":"all"}""", "files and select were given together: choose one")]
    [DataRow("explain", """{"rule":"HOOK0001","hooks":["Lint"]}""", "rule and hooks were given together: choose one")]
    [DataRow("report", """{"since":"soon"}""", "since is 'soon'")]
    [DataRow("run", """{"profiles":["none"]}""", "profiles names 'none', which is no profile")]
    public void Wrong_arguments_are_told_with_what_would_be_right(string tool, string arguments, string expected)
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        program.Error(tool, arguments).ShouldContain(expected);
    }

    [TestMethod]
    public void An_unknown_tool_is_told_with_those_that_there_are()
    {
        using Doors.TemporaryFolder folder = new();
        using McpProgram program = new(folder.Path);
        var error = program.Answer(program.Start("rnu")).GetProperty("error");
        error.GetProperty("code").GetInt32().ShouldBe(-32602);
        error.GetProperty("message")
            .GetString()
            .ShouldBe("Unknown tool 'rnu'; did you mean 'run'? The tools are list, graph, plan, run, fix, findings, log, explain, report");
    }

    [TestMethod]
    public void Only_files_of_the_repository_are_checked_and_links_are_followed_first()
    {
        using var repository = McpRepository.Create();
        using Doors.TemporaryFolder outside = new();
        File.WriteAllText(Path.Combine(outside.Path, "a.txt"), "TODO\n");
        repository.Write("in/a.txt", "fine\n");
        repository.Write("--help.txt", "TODO\n");
        _ = File.CreateSymbolicLink(repository.PathOf("link.txt"), Path.Combine(outside.Path, "a.txt"));
        _ = Directory.CreateSymbolicLink(repository.PathOf("out"), outside.Path);
        _ = Directory.CreateSymbolicLink(repository.PathOf("inner"), repository.PathOf("in"));
        using McpProgram program = new(repository.Root);
        foreach (var file in (string[])[
            "../a.txt", "/etc/passwd", outside.Path + "/a.txt", "link.txt", "out/a.txt", "in/../../a.txt", ".git/config", "in/../.git/config", "."])
        {
            program.Error("run", $$"""{"files":["{{file}}"]}""").ShouldContain("which is no file of this repository");
        }

        program.Error("run", """{"files":["in"]}""").ShouldContain("is a folder: name the files in it");
        program.Error("run", """{"files":["gone.txt"]}""").ShouldContain("does not exist");
        program.Error("run", """{"files":["a\u0000b"]}""").ShouldContain("a name that no file can have");
        program.Value("run", """{"files":["inner/a.txt"]}""").GetProperty("succeeded").GetBoolean().ShouldBeTrue();

        // A name that looks like an option is a name.
        program.Value("run", """{"files":["--help.txt"]}""")
            .GetProperty("findings")[0]
            .GetProperty("file")
            .GetString()
            .ShouldNotBeNull()
            .ShouldEndWith("--help.txt");
    }

    [TestMethod]
    public void Nothing_is_run_where_the_hooks_are_not_built_here_or_older_than_their_source()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        repository.Write("build/RepoHooks.cs", "// other hooks\n");
        program.Error("run")
            .ShouldBe(
                "Nothing was run. The hooks of build/Hooks.csproj are older than their source (RepoHooks.cs changed). To bring them up to date: dotnet build build/Hooks.csproj, then call again; list and plan tell of the older ones meanwhile");
        program.Value("list").GetProperty("stale").GetString().ShouldNotBeNull().ShouldContain("RepoHooks.cs changed");
        program.Value("plan").GetProperty("stale").GetString().ShouldNotBeNull().ShouldContain("dotnet build build/Hooks.csproj");

        Directory.Delete(repository.PathOf("build/obj"), recursive: true);
        program.Error("list").ShouldContain("they are not built here. Build them first: dotnet build build/Hooks.csproj");

        File.Delete(repository.PathOf("build/Hooks.csproj"));
        program.Error("run").ShouldContain("references the package Hooks.Build");
    }

    [TestMethod]
    public void What_came_with_the_commits_is_not_believed_to_be_built_here()
    {
        using var repository = McpRepository.Create();
        repository.Git("add", "--force", "build/obj/hooks.state");
        using McpProgram program = new(repository.Root);
        program.Error("run").ShouldContain("build/obj/hooks.state came with the commits, and was not built here");
    }

    [TestMethod]
    [DataRow("HOOKS", "0", "HOOKS is 0")]
    [DataRow("HooksRunning", "1", "hooks run no hooks")]
    public void Hooks_that_are_switched_off_are_said_to_be_and_not_passed(string name, string value, string expected)
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root, (name, value));
        program.Error("run").ShouldContain(expected);
        program.Value("list").GetProperty("total").GetInt32().ShouldBe(7);
    }
}
