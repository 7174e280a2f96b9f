using Hooks.Build.CSharp;

// hooks-csharp ID [arguments] [--] FILES
if (args is not [var id, ..] || ToolCommands.Find(id) is not { } command)
{
    await Console.Error.WriteLineAsync("Usage: Hooks.Build.CSharp.Worker HOOK [arguments] [files]");
    return 2;
}

return await command.RunAsync(new ToolRequest(1, id, Path.GetFullPath("."), [], args[1..]), Console.Out.WriteLine, CancellationToken.None);
