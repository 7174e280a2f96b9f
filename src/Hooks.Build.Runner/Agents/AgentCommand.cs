using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Trials;

namespace Hooks.Build.Runner.Agents;

/// <summary>The way in of coding agents: one event on standard input, one answer on standard output. Builds and restores nothing.</summary>
internal static class AgentCommand
{
    /// <summary>Answers an event.</summary>
    /// <param name="args">The command line after the word <c>agent</c>.</param>
    public static int Run(string[] args)
    {
        var started = TimeProvider.System.GetTimestamp();
        if (AgentCall.TryParse(args) is not { } call)
        {
            // Whoever wrote this line wants hooks to judge, and none does.
            Terminal.OfErrors()
                .WriteLine("hooks: agent is called by what 'hooks install --agent' writes: agent [AGENT [EVENT]] [--fail-closed] [PROJECT STATE]...");
            return ExitCodes.WrongUse;
        }

        LastWords.ExitCode = call.FailsClosed ? AgentReply.Denied : LastWords.ExitCode;

        // A hook may itself start an agent.
        var running = Environment.GetEnvironmentVariable(Trial.Variable);
        var reply = Environment.GetEnvironmentVariable("HOOKS") == "0" || running == "1" ? AgentReply.Nothing : Answer(call, started, running == Trial.Mark);
        return Send(reply);
    }

    private static AgentReply Answer(AgentCall call, long started, bool isTrial)
    {
        using var input = Console.OpenStandardInput();
        var bytes = AgentInput.Read(input, OperatingSystem.IsWindows() ? -1 : 0);
        using Interruption interruption = new();
        return Answer(call, bytes, Environment.GetEnvironmentVariable, CurrentFolder(), (read, tree) => isTrial
            ? TrialRun.Execute(read.Event, call, tree, started, interruption.Token)
            : AgentRun.Execute(read, call, tree, started, interruption.Token));
    }

    /// <summary>Answers an event, whatever it is.</summary>
    /// <param name="call">What the command line says.</param>
    /// <param name="bytes">The event; <see langword="null"/> where it is too large.</param>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <param name="folder">Absolute path of the folder of this process.</param>
    /// <param name="run">Runs the hooks of a working tree.</param>
    internal static AgentReply Answer(
        AgentCall call, byte[]? bytes, Func<string, string?> environment, string folder, Func<ReadEvent, (string Root, string GitDirectory), AgentAnswer> run)
    {
        using var document = bytes is null ? null : AgentJson.TryParse(bytes);
        if (document is null)
        {
            var why = bytes is null ? "the event is larger than 16 MiB"
                : bytes.Length == 0 ? "there is no event on standard input"
                : "the event on standard input is no whole JSON object";
            return Unreadable(call, why);
        }

        ReadEvent? read = null;
        try
        {
            read = AgentReader.Read(document.RootElement, call, environment, folder);
            return Answer(read, call, run);
        }
        catch (Exception e)
        {
            // An agent that gets no answer goes on: none of it may be lost to a fault of ours.
            return read is null ? Unreadable(call, Fault(e)) : AgentReplies.Write(read, AgentVerdict.CouldNotRun(Fault(e), read.Event.Stage, call.FailsClosed));
        }
    }

    /// <summary>What went wrong, within a sentence.</summary>
    internal static string Fault(Exception e) =>
        (e is HooksException { Problems: [var problem, ..] } ? problem.Message : $"{e.GetType().Name}: {e.Message}").TrimEnd('.');

    private static AgentReply Answer(ReadEvent read, AgentCall call, Func<ReadEvent, (string Root, string GitDirectory), AgentAnswer> run)
    {
        var agent = read.Event;
        if (agent.Stage == HookStages.None)
        {
            return Unreadable(call, read.Name.Length == 0 ? "the event does not say which it is" : $"{read.Name} is no event that hooks run at");
        }

        if (read.IsBroken)
        {
            return AgentReply.Nothing;
        }

        var trees = AgentTree.Find(read.Folders, call, agent.Stage, CancellationToken.None);
        if (trees.Count == 0)
        {
            return AgentReplies.Write(read, AgentVerdict.CouldNotRun($"{agent.WorkingDirectory} is in no git repository", agent.Stage, call.FailsClosed));
        }

        if (trees.All(tree => DoubleFiring.IsAnsweredElsewhere(read, call, tree.Root)))
        {
            return AgentReply.Nothing;
        }

        return AgentReplies.Write(read, trees.Select(tree => run(read, tree)).Aggregate(AgentVerdict.Join));
    }

    private static AgentReply Unreadable(AgentCall call, string why) =>
        call.FailsClosed && (call.Stage == HookStages.None || (call.Stage & AgentStages.CanDeny) != 0)
            ? AgentReply.Held(AgentVerdict.CouldNotRun(why, HookStages.BeforeTool, failsClosed: true).Reason)
            : AgentReply.Nothing with { Errors = $"hooks: no hook ran: {why}" };

    private static string CurrentFolder()
    {
        try
        {
            return Path.GetFullPath(".");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder in which the agent started this is gone.
            return Path.GetPathRoot(AppContext.BaseDirectory)!;
        }
    }

    private static int Send(AgentReply reply)
    {
        if (reply.Errors.Length > 0)
        {
            Terminal.OfErrors().WriteLine(reply.Errors);
        }

        if (reply.Output.Length == 0)
        {
            return reply.ExitCode;
        }

        try
        {
            if (StandardStreams.HadNoOutput)
            {
                throw new IOException("standard output is closed");
            }

            using var output = Terminal.OpenOutput();
            output.Write(Encoding.UTF8.GetBytes(reply.Output));
            output.Flush();
        }
        catch (IOException e) when (reply.Output != AgentReply.Nothing.Output)
        {
            // Nobody reads it: what held it back is said by the exit code, too, which some agents believe only beside a text.
            Terminal.OfErrors().WriteLine($"hooks: what hooks say to this could not be written ({e.Message.TrimEnd('.')}): {reply.Output}");
            return AgentReply.Denied;
        }
        catch (IOException)
        {
            // It was nothing.
        }

        return reply.ExitCode;
    }
}
