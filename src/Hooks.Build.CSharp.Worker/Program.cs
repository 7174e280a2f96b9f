using System.Globalization;
using System.IO.Pipes;
using Hooks.Build.CSharp;
using Hooks.Build.CSharp.Tools;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Worker;

// ICU takes longer to load than the first request to come; without it a thread would wait for it when names are compared.
if (args is ["--serve", ..])
    _ = Task.Run(() => CultureInfo.InvariantCulture.CompareInfo.Compare("a", "b", CompareOptions.IgnoreCase));

WorkerEnvironment.Clear();
if (args is ["--serve", var name])
{
    await using NamedPipeClientStream pipe = new(".", name, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
    await pipe.ConnectAsync(EngineLoss.Patience);
    await new ToolServer(pipe).RunAsync();
    return 0;
}

// One that waits for its run.
if (args is ["--serve", "--spare", var socket])
{
    Waiting waiting = new(socket);
    _ = Task.Run(() => Rehearsal.RunAsync(waiting.Folder));
    await using var engine = Waiting.StreamOf(waiting.UntilTaken());
    await new ToolServer(engine).RunAsync();
    EngineLoss.EndGroup();
    return 0;
}

if (args is not [var id, ..] || ToolCommands.Find(id) is not { } command)
{
    await Console.Error.WriteLineAsync("Usage: Hooks.Build.CSharp.Worker HOOK [arguments] [--fix] [--] FILES");
    return ToolRun.Failed;
}

await using StreamWriter output = new(Console.OpenStandardOutput());
await using var written = TextWriter.Synchronized(output);
return await ToolRun.RunAsync(command, ToolCommandLine.Parse(args, Path.GetFullPath(".")), new ToolOutput(written.WriteLine), CancellationToken.None);
