# Ce que les deux retiennent de chaque séance.

takeaways-title = Ce que vous retenez de la séance { $seance }
takeaways-title-all = Ce que vous retenez
takeaways-lead = Une idée, une envie, un petit pas : notez-le ici si vous le souhaitez, ensemble ou séparément. Vous pourrez le relire ensuite.
takeaways-what-for = Après chaque séance, vous pourrez noter ici jusqu'à trois choses à retenir. La préparation suivante vous les rappellera.
takeaways-write = Noter ce que nous retenons
takeaways-skip = Ne rien noter cette fois
takeaways-change = Changer ce que nous retenons
takeaways-nothing = Rien n'a été noté pour cette séance.
takeaways-skipped = Rien à noter cette fois, et c'est très bien ainsi.
takeaways-withdrawn = Cette séance n'a finalement pas eu lieu.
takeaways-withdrawn-kept = Cette séance n'a finalement pas eu lieu. Ce qui est noté ici reste gardé.
takeaways-limit = Trois lignes courtes, { $most } caractères au plus pour chacune. Une ligne suffit.
takeaways-field-1 = À retenir
takeaways-field-2 = Et aussi
takeaways-field-3 = Et encore
takeaways-save = Enregistrer
takeaways-of-seance = Séance { $seance }
takeaways-recall = Ce que vous aviez retenu de la séance { $seance }
takeaways-none-kept = Vous n'aviez rien noté ici.
takeaways-closed = Ce que vous avez retenu de cette séance peut se relire, mais ne change plus.
