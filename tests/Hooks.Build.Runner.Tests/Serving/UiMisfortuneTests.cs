using System.Net.WebSockets;
using System.Text;
using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Engine.Tests.Plans;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Serving;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Serving;

/// <summary>What goes wrong around <c>hooks ui</c>: it goes on, or says why it does not.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "The programs that stand in for others are scripts.")]
public sealed class UiMisfortuneTests
{
    private const string Log = "build/obj/hooks/runs.jsonl";

    [TestMethod]
    public async Task Connections_that_say_nothing_keep_nobody_out_who_knows_the_token()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        using var first = await program.OpenAsync();
        _ = await UiProgram.NextAsync(first);
        List<IDisposable> idle = [];
        for (var i = 0; i < 200; i++)
        {
            idle.Add(await program.ConnectAsync());
        }

        (await program.SayAsync(program.Request())).ShouldStartWith("HTTP/1.1 200 OK\r\n");
        using var second = await program.OpenAsync();
        (await UiProgram.NextAsync(second)).GetProperty("kind").GetString().ShouldBe("state");

        // Nor does a page that was open before lose anything.
        UiProgram.Run(repository.Root, "run", "Build").ExitCode.ShouldBe(0);
        (await UiProgram.UntilAsync(first, "over")).ShouldContain(message => message.GetProperty("kind").GetString() == "event");
        idle.ForEach(connection => connection.Dispose());
    }

    [TestMethod]
    public async Task Who_opens_more_pages_than_there_are_places_for_is_told_so_and_comes_in_when_one_is_closed()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        List<ClientWebSocket> pages = [];
        for (var i = 0; i < 64; i++)
        {
            pages.Add(await program.OpenAsync());
            _ = await UiProgram.NextAsync(pages[^1]);
        }

        (await program.SayAsync(program.Request())).ShouldStartWith("HTTP/1.1 503 ");
        pages[0].Abort();
        while (!(await program.SayAsync(program.Request())).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
        {
            await Task.Yield();
        }

        pages.ForEach(page => page.Dispose());
    }

    [TestMethod]
    public void An_opener_that_fails_is_told_with_the_address_and_leaves_no_zombie()
    {
        using var repository = McpRepository.Create();
        WriteTool(repository, "xdg-open", "exit 3");
        using UiProgram program = new(repository.Root, repository.PathOf("tools"), ["--open"]);
        program.Errors.ReadLine().ShouldBe($"hooks: xdg-open says that it has failed (exit code 3): where no page was opened, open {program.Address}");
        ProcessFiles.ChildrenOf(program.Id).ShouldBeEmpty();
    }

    [TestMethod]
    public void An_opener_that_succeeds_leaves_no_zombie()
    {
        using var repository = McpRepository.Create();
        WriteTool(repository, "xdg-open", ": > opened");
        using UiProgram program = new(repository.Root, repository.PathOf("tools"), ["--open"]);
        SpinWait.SpinUntil(() => ProcessFiles.ChildrenOf(program.Id).Length == 0 && repository.Has("tools/opened"), TimeSpan.FromSeconds(60))
            .ShouldBeTrue("the browser was not opened, or its starter is left, after a minute");
        program.Signal("INT");
        program.Errors.ReadToEnd().ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Ctrl_C_ends_it_while_git_is_asked_for_the_items_of_a_new_plan_and_does_not_answer()
    {
        using var repository = McpRepository.Create();
        WriteTool(repository, "git", "[ -e hang ] && { : > hangs; exec sleep 1000; }\nPATH=${PATH#*:}\ncd \"$from\" && exec git \"$@\"");
        using UiProgram program = new(repository.Root, repository.PathOf("tools"), []);
        repository.Write("tools/hang", "");
        _ = HooksAssembly.Compile(
            repository.PathOf("build/bin"), "static class RepoHooks { [Hook(MatrixOf = [\"*/\"])] const string Each = \"echo {item}\"; }");
        using var asking = await program.ConnectAsync();
        await asking.GetStream().WriteAsync(Encoding.ASCII.GetBytes(program.Request()));
        SpinWait.SpinUntil(() => repository.Has("tools/hangs"), TimeSpan.FromSeconds(60))
            .ShouldBeTrue("the program that opens browsers has not started in a minute");
        program.Signal("INT");
        program.WaitForExit().ShouldBe(130);
        program.Errors.ReadToEnd().ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_log_that_cannot_be_read_for_a_while_is_read_again_and_the_page_is_served_meanwhile()
    {
        using var repository = McpRepository.Create();
        UiProgram.Run(repository.Root, "run", "Build").ExitCode.ShouldBe(0);
        using UiProgram program = new(repository.Root);
        using var browser = await program.OpenAsync();
        (await UiProgram.NextAsync(browser)).GetProperty("data").GetProperty("count").GetInt32().ShouldBe(1);
        File.Move(repository.PathOf(Log), repository.PathOf("kept"));

        // A link that leads to itself cannot be opened by anybody.
        File.CreateSymbolicLink(repository.PathOf(Log), repository.PathOf(Log));
        (await program.SayAsync(program.Request())).ShouldStartWith("HTTP/1.1 200 OK\r\n");
        File.Delete(repository.PathOf(Log));
        File.Move(repository.PathOf("kept"), repository.PathOf(Log));
        UiProgram.Run(repository.Root, "run", "Build").ExitCode.ShouldBe(0);
        (await UiProgram.UntilAsync(browser, "over"))
            .Last(message => message.GetProperty("kind").GetString() == "data")
            .GetProperty("data")
            .GetProperty("count")
            .GetInt32()
            .ShouldBe(2);
    }

    [TestMethod]
    public async Task What_goes_wrong_while_the_log_is_followed_ends_it_and_is_told()
    {
        using var repository = McpRepository.Create();
        UiProgram.Run(repository.Root, "run", "Build").ExitCode.ShouldBe(0);
        var place = ProjectPlace.Of(repository.PathOf("build/Hooks.csproj"));
        using CancellationTokenSource end = new();
        var isFirst = true;
        FreshReport report = new(
            OpenPlan.Of([OpenProject.Open(place, PlanStateFile.TryRead(place.StateFile)!, HookStages.None, CancellationToken.None)]), Query, end.Token);
        using MemoryStream output = new();
        Terminal terminal = new(() => output, isInteractive: false, hasColours: false);
        var serving = LivePage.ServeAsync(report, repository.Root, port: 0, opens: false, terminal, terminal, end.Token);
        Uri address = new(Encoding.UTF8.GetString(output.ToArray()).Split('\n')[0]);
        using ClientWebSocket browser = new();
        await browser.ConnectAsync(new Uri($"ws://{address.Authority}/live{address.Query}"), CancellationToken.None);
        File.AppendAllText(repository.PathOf(Log), "\n");
        (await Should.ThrowAsync<InvalidOperationException>(serving)).Message.ShouldBe("a fault of ours");

        ReportQuery Query()
        {
            (var was, isFirst) = (isFirst, false);
            return was
                ? new ReportQuery { Now = TimeProvider.System.GetUtcNow(), Since = DateTimeOffset.UnixEpoch }
                : throw new InvalidOperationException("a fault of ours");
        }
    }

    // A script beside which it runs.
    private static void WriteTool(McpRepository repository, string name, string script)
    {
        var path = "tools/" + name;
        repository.Write(path, $"#!/bin/sh\nfrom=$PWD\ncd \"$(dirname \"$0\")\"\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(repository.PathOf(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
